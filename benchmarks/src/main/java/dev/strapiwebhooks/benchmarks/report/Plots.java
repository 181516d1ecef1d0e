package dev.strapiwebhooks.benchmarks.report;

import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws pictures into a folder. */
final class Plots {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 480;
    private static final int WIDTH_OF_LABEL = 145;

    private final Path folder;

    Plots(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Groups of bars: for each series a value for each label. */
    void bars(String file, String title, String unit, List<String> labels, Map<String, List<Double>> series)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(WIDTH, labels.size() * WIDTH_OF_LABEL))
                .height(HEIGHT)
                .theme(ChartTheme.GGPlot2)
                .title(title)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        series.forEach((name, values) -> chart.addSeries(name, labels, values));
        save(chart, file);
    }

    /** Lines with a logarithmic horizontal axis, and a logarithmic vertical one where asked for. */
    void lines(
            String file,
            String title,
            String horizontal,
            String vertical,
            boolean logarithmic,
            List<Double> at,
            Map<String, List<Double>> series)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .theme(ChartTheme.GGPlot2)
                .title(title)
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        if (!logarithmic) {
            chart.getStyler().setYAxisMin(0.0);
        }
        series.forEach((name, values) -> chart.addSeries(name, new ArrayList<>(at), values));
        save(chart, file);
    }

    private void save(IChart chart, String file) throws IOException {
        ImageIO.write(
                BitmapEncoder.getBufferedImage(chart),
                "png",
                folder.resolve(file + ".png").toFile());
    }
}
